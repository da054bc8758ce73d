import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../testing/eventually';
import english from '../../testing/in-english';
import { Preferences } from '../preferences/preferences';
import { bestLanguage, language, localeFor, speak } from './language';
import { Words } from './loading';
import { around, listed, problemText, t } from './words';

describe('the words of the page', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
    TestBed.configureTestingModule({ providers: english });
  });
  afterEach(() => {
    TestBed.inject(TranslocoService).setActiveLang('en');
    speak('en');
    document.documentElement.lang = '';
    localStorage.clear();
    sessionStorage.clear();
    vi.unstubAllGlobals();
  });

  it('count as the language does', () => {
    expect(t('link.waiting', { count: 1 })).toBe('1 message will be sent when online');
    expect(t('link.waiting', { count: 1_200 })).toBe('1,200 messages will be sent when online');
  });

  it('take a name as it is, whatever it looks like', () => {
    expect(t('composer.message', { name: '{{ name }} $& {{ count }}' })).toBe('Message {{ name }} $& {{ count }}');
  });

  it('leave a place for an element', () => {
    expect(around('register.invited', 'name', { organisation: 'Northwind', date: '3 December' })).toEqual({
      before: '',
      after: ' invited you to Northwind. This invitation expires on 3 December.',
    });
  });

  it('tell a problem by its code, and nothing of a code that is not known', () => {
    expect(problemText('username_taken')).toBe('This username is taken. Choose another.');
    expect(problemText('brand_new')).toBeUndefined();
  });

  it('are another language at once, also on the next visit', async () => {
    const words = TestBed.inject(Words);
    await words.begin();
    await words.load('messenger');

    await words.choose('de');

    expect(t('link.waiting', { count: 1_200 })).toBe('1.200 Nachrichten werden gesendet, sobald du online bist');
    expect(t('log.hello', { name: 'Ana' })).toBe('Sag Hallo zu Ana');
    expect(listed(['Ana', 'Ben', 'Cy'])).toBe('Ana, Ben und Cy');
    expect(document.documentElement.lang).toBe('de');

    speak('en');
    await words.begin();
    expect(language()).toBe('de');
  });

  it('are in the language that was chosen on another device, and the browser’s for whoever chose none', async () => {
    vi.stubGlobal('navigator', { languages: ['en'] });
    localStorage.setItem('parley.preferences', '{}');
    localStorage.setItem('parley.language', 'de');
    await TestBed.inject(Words).begin();
    const preferences = TestBed.inject(Preferences);
    preferences.begin('ana');
    TestBed.tick();
    const before = language();

    preferences.take({ values: {}, version: 0 });
    TestBed.tick();
    await eventually(() => expect(language()).toBe('en'));
    preferences.take({ values: { language: 'de' }, version: 1 });
    TestBed.tick();

    await eventually(() => expect(language()).toBe('de'));
    expect([before, localStorage.getItem('parley.language')]).toEqual(['de', 'de']);
  });

  it('are those of the browser until another language is chosen', async () => {
    vi.stubGlobal('navigator', { languages: ['fi', 'de-AT', 'en'] });

    await TestBed.inject(Words).begin();

    expect(language()).toBe('de');
    expect(document.documentElement.lang).toBe('de');
  });

  it.each([
    [['fr-CH', 'de-CH', 'en'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['fi'], 'en'],
    [['ja-JP', 'en'], 'ja'],
    [['C', 'de_DE.UTF-8', 'en'], 'de'],
    [[], 'en'],
  ])('for a browser that prefers %s are %s', (wanted, expected) => {
    expect(bestLanguage(wanted)).toBe(expected);
  });

  it('write dates as people do where the browser is', () => {
    expect(localeFor('de', ['en-GB', 'de-AT'])).toBe('de-AT');
    expect(localeFor('en', ['de-AT'])).toBe('en');
  });

  it('write Arabic numbers alike in dates and in texts', () => {
    const numberIn = (wanted: string[]): string => new Intl.NumberFormat(localeFor('ar', wanted)).format(12);

    expect([numberIn(['ar-EG']), numberIn(['ar']), numberIn(['en-GB'])]).toEqual(['12', '12', '12']);
  });

  it('pass over what cannot be a locale, and take the names that some systems give to theirs', () => {
    expect(localeFor('en', ['en-', 'en-toolongforasubtag', 'en-GB'])).toBe('en-GB');
    expect(localeFor('en', ['en-US@posix'])).toBe('en-US');
    expect(localeFor('de', ['de_AT.UTF-8'])).toBe('de-AT');
  });
});
