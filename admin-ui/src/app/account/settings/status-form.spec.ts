import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { expect, it } from 'vitest';
import { Api } from '../../api/api';
import { Session } from '../../core/session';
import { StatusForm } from './status-form';

it('keeps the status that is being typed when news about me come that say nothing else', async () => {
  const me = signal({ status: { emoji: '', text: 'At lunch', until: null } });
  TestBed.configureTestingModule({
    providers: [
      { provide: Api, useValue: {} },
      { provide: Session, useValue: { me } },
    ],
  });
  const fixture = TestBed.createComponent(StatusForm);
  await fixture.whenStable();
  const fields = [...(fixture.nativeElement as HTMLElement).querySelectorAll('input')];
  const field = fields.find(({ value }) => value === 'At lunch') as HTMLInputElement;
  field.value = 'Back soon';
  field.dispatchEvent(new Event('input'));

  me.set({ status: { emoji: '', text: 'At lunch', until: null } });
  await fixture.whenStable();

  expect(field.value).toBe('Back soon');
});
