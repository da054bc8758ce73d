import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { Api } from '../../../api/api';
import { updateMe } from '../../../api/fn/people/update-me';
import type { NotificationSettingsDto } from '../../../api/models/notification-settings-dto';
import type { QuietHoursDto } from '../../../api/models/quiet-hours-dto';
import { Session } from '../../../core/session';
import { eventually } from '../../../testing/eventually';
import { QuietHours } from './quiet-hours';

const NIGHTS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '22:00', to: '07:00' }));

describe('quiet hours in the settings', () => {
  const save = vi.fn<(body: object) => Promise<NotificationSettingsDto>>();
  const know = vi.fn();

  async function open(saved: QuietHoursDto[], timeZone: string | null = 'Europe/Berlin') {
    save.mockReset().mockImplementation(async (body) => body as NotificationSettingsDto);
    TestBed.configureTestingModule({
      providers: [
        {
          provide: Api,
          useValue: {
            invoke: (route: unknown, { body }: { body: object }) => (route === updateMe ? body : save(body)),
          },
        },
        { provide: Session, useValue: { me: signal({ timeZone }), know } },
      ],
    });
    const page = TestBed.createComponent(QuietHours);
    page.componentRef.setInput('saved', saved);
    await page.whenStable();
    const element = page.nativeElement as HTMLElement;
    const button = (name: string | RegExp): HTMLButtonElement =>
      [...element.querySelectorAll('button')].find((one) => (one.ariaLabel ?? one.textContent).match(name)) ??
      expect.fail(String(name));
    return { page, element, button };
  }

  it('begin with every night, saved at once', async () => {
    const { button } = await open([]);

    button(/Add quiet hours/).click();

    await eventually(() => expect(save).toHaveBeenCalledWith({ quietHours: NIGHTS }));
  });

  it('say that they go on into the next day', async () => {
    const { element } = await open(NIGHTS);

    expect(element.textContent).toMatch(/From 22:00|From 10:00/);
    expect(element.textContent).toContain('on the day after');
  });

  it('without a day are not saved, and say so', async () => {
    const { element, button } = await open([{ weekday: 1, from: '22:00', to: '07:00' }]);

    button(/Mon/).click();

    await eventually(() => expect(element.textContent).toContain('Choose at least one day'));
    await eventually(() => expect(save).toHaveBeenCalledWith({ quietHours: [] }));
  });

  it('stay as they were chosen where they could not be saved, with the reason', async () => {
    const { element, button } = await open([]);
    save.mockRejectedValue(new HttpErrorResponse({ status: 0 }));

    button(/Add quiet hours/).click();

    await eventually(() => expect(element.textContent).toContain("Couldn't save this. The server can't be reached."));
    expect(element.querySelectorAll('fieldset')).toHaveLength(1);
    save.mockClear().mockImplementation(async (body) => body as NotificationSettingsDto);
    button(/Retry/).click();
    await eventually(() => expect(save).toHaveBeenCalledWith({ quietHours: NIGHTS }));
  });

  it('that are set while others are being saved stay, and are saved last', async () => {
    const { page, element, button } = await open([]);
    let answer: (saved: NotificationSettingsDto) => void = () => undefined;
    save.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    button(/Add quiet hours/).click();
    await eventually(() => expect(save).toHaveBeenCalledOnce());
    const from = element.querySelector<HTMLInputElement>('input[type=time]') ?? expect.fail('from');
    from.value = '21:00';
    from.dispatchEvent(new Event('change'));

    answer({ quietHours: NIGHTS } as NotificationSettingsDto);
    page.componentRef.setInput('saved', NIGHTS);
    await page.whenStable();

    await eventually(() => expect(save).toHaveBeenCalledTimes(2));
    expect(from.value).toBe('21:00');
    expect(save.mock.lastCall?.[0]).toEqual({ quietHours: NIGHTS.map((night) => ({ ...night, from: '21:00' })) });
  });

  it('are taken away', async () => {
    const { button } = await open(NIGHTS);

    button(/Remove these hours/).click();

    await eventually(() => expect(save).toHaveBeenCalledWith({ quietHours: [] }));
  });

  it('of somebody without a time zone are in UTC, until they take that of this device', async () => {
    const here = { timeZone: 'Europe/Berlin' } as Intl.ResolvedDateTimeFormatOptions;
    // eslint-disable-next-line no-restricted-properties -- the zone of this device, not how times are written
    vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue(here);
    const { element, button } = await open([], null);
    expect(element.textContent).toContain('UTC');

    button(/Use Europe.Berlin/).click();

    await eventually(() => expect(know).toHaveBeenCalledWith({ timeZone: 'Europe/Berlin' }));
    vi.restoreAllMocks();
  });
});
