import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { AskBulk, type AskedAct } from './ask-bulk';

const ACT: AskedAct = {
  ...{ title: 'Anonymise 2 people?', text: 'For good.', yes: 'Anonymise', danger: true, isForGood: true },
  request: { action: 'anonymise', ids: ['a', 'b'] },
};

describe('an act on many people', () => {
  const close = vi.fn<(jobId?: string) => void>();
  const begin = vi.fn<(body: object) => void>();

  beforeEach(() => {
    vi.clearAllMocks();
    TestBed.configureTestingModule({
      providers: [
        {
          provide: Api,
          useValue: {
            invoke: async (_: unknown, { body }: { body: { dryRun?: boolean } }) => {
              if (!body.dryRun) begin(body);
              return { count: 2, unchanged: 0, refused: [], refusedTotal: 0, ...(!body.dryRun && { jobId: 'job' }) };
            },
          },
        },
        { provide: DialogRef, useValue: { close, config: { ariaLabelledBy: 'title' } } },
      ],
    });
  });

  const open = async (act: AskedAct) => {
    TestBed.overrideProvider(DIALOG_DATA, { useValue: act });
    const fixture = TestBed.createComponent(AskBulk);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const yes = () => host.querySelector<HTMLButtonElement>('button.primary');
    const type = async (text: string) => {
      const box = host.querySelector('input');
      if (!box) throw new Error('There is nothing to type into.');
      box.value = text;
      box.dispatchEvent(new Event('input'));
      await fixture.whenStable();
    };
    return { host, yes, type, stable: () => fixture.whenStable() };
  };

  it('that cannot be taken back waits until the number of people was typed', async () => {
    const { host, yes, type, stable } = await open(ACT);
    expect(host.textContent).toContain('Type 2 to confirm');
    expect(yes()?.disabled).toBe(true);
    await type('3');
    expect(yes()?.disabled).toBe(true);
    await type(' 2 ');

    yes()?.click();
    await stable();

    expect(begin).toHaveBeenCalledExactlyOnceWith({ action: 'anonymise', ids: ['a', 'b'], confirm: 2 });
    expect(close).toHaveBeenCalledWith('job');
  });

  it('that can be taken back needs no more than the button', async () => {
    const { host, yes, stable } = await open({
      ...ACT,
      isForGood: false,
      request: { action: 'deactivate', ids: ['a'] },
    });
    expect(host.querySelector('input')).toBeNull();

    yes()?.click();
    await stable();

    expect(begin).toHaveBeenCalledExactlyOnceWith({ action: 'deactivate', ids: ['a'], confirm: 2 });
  });
});
