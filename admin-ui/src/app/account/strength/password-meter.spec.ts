import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { strengthOf } from '../../../../../src/auth/passwords/password-strength.js';
import { Words } from '../../core/words/loading';
import { eventually } from '../../testing/eventually';
import { PasswordJudge } from './password-judge';
import { PasswordMeter } from './password-meter';

const ANA = { username: 'ana.berg', email: 'a.berg@example.org', firstName: 'Ana', lastName: 'Bergstrom' };

describe('a password that is being typed', () => {
  async function type(password: string) {
    TestBed.configureTestingModule({ providers: [{ provide: Words, useValue: { load: () => Promise.resolve() } }] });
    // There are no workers here: the same rules without one.
    const judge = (...typed: Parameters<typeof strengthOf>) => Promise.resolve(strengthOf(...typed));
    TestBed.overrideComponent(PasswordMeter, { set: { providers: [{ provide: PasswordJudge, useValue: { judge } }] } });
    const meter = TestBed.createComponent(PasswordMeter);
    meter.componentRef.setInput('password', password);
    meter.componentRef.setInput('owner', ANA);
    await meter.whenStable();
    const element = meter.nativeElement as HTMLElement;
    return {
      said: () => element.querySelector('[role=status]')?.textContent,
      bars: () => element.querySelectorAll('.on').length,
    };
  }

  it.each([
    ['qwertyuiop', 'Easy to guess. Many people use this or something similar.', 1],
    ['Ana Bergstrom', 'Easy to guess. It contains something others know about you.', 1],
    ['seven-otters-sing', 'Strong password', 4],
  ])('says of %s: %s', async (password, words, bars) => {
    const meter = await type(password);

    await eventually(() => {
      expect(meter.said()).toBe(words);
      expect(meter.bars()).toBe(bars);
    });
  });

  it('is not spoken of before there is one', async () => {
    expect((await type('')).said()).toBe('');
  });
});
