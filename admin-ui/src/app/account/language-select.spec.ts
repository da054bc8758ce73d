import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { Words } from '../core/words/loading';
import { t } from '../core/words/words';
import { Toasts } from '../ui/toast.service';
import { LanguageSelect } from './language-select';

describe('the choice of a language', () => {
  const choose = vi.fn<(code: string) => Promise<void>>();

  async function open(): Promise<HTMLSelectElement> {
    TestBed.configureTestingModule({ providers: [{ provide: Words, useValue: { choose } }] });
    const fixture = TestBed.createComponent(LanguageSelect);
    await fixture.whenStable();
    return (fixture.nativeElement as HTMLElement).querySelector('select') ?? expect.fail('There is no select.');
  }

  function pick(select: HTMLSelectElement, code: string): void {
    select.value = code;
    select.dispatchEvent(new Event('change'));
  }

  it('offers every language by its own name, with the present one selected', async () => {
    const select = await open();

    expect([...select.options].map(({ text, lang }) => [text, lang])).toEqual([
      ['English', 'en'],
      ['Deutsch', 'de'],
      ['العربية', 'ar'],
      ['日本語', 'ja'],
    ]);
    expect(select.value).toBe('en');
  });

  it('changes it at once', async () => {
    choose.mockResolvedValue();

    pick(await open(), 'de');

    expect(choose).toHaveBeenCalledWith('de');
  });

  it('goes back and says why when its words cannot be loaded', async () => {
    choose.mockRejectedValue(new Error('Offline.'));
    const select = await open();

    pick(select, 'de');

    await vi.waitFor(() => expect(select.value).toBe('en'));
    expect(TestBed.inject(Toasts).visible()).toMatchObject([{ text: t('language.notLoaded') }]);
  });
});
