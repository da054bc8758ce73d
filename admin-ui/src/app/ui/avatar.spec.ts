import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { noteConnection } from '../core/realtime/connection-count';
import { Avatar } from './avatar';

const PICTURE = '/api/v1/pictures/p';

/** One of Ana's, of this picture. */
function avatarOf(picture: string | null | undefined, size = 40) {
  const fixture = TestBed.createComponent(Avatar);
  const host = fixture.nativeElement as HTMLElement;
  const set = (to: string | null | undefined): void => {
    fixture.componentRef.setInput('picture', to);
    fixture.detectChanges();
  };
  fixture.componentRef.setInput('id', 'ana');
  fixture.componentRef.setInput('name', 'Ana Berg');
  fixture.componentRef.setInput('size', size);
  set(picture);
  const image = (): HTMLImageElement | null => host.querySelector('img');
  const hear = (type: 'load' | 'error'): void => {
    image()?.dispatchEvent(new Event(type));
    fixture.detectChanges();
  };
  return {
    set,
    hear,
    source: () => image()?.getAttribute('src'),
    alt: () => image()?.getAttribute('alt'),
    initials: () => host.dataset['initials'],
    draw: () => fixture.detectChanges(),
  };
}

describe('the picture of a person or a group', () => {
  it('is the initials where there is none, also in what was kept before there were any', () => {
    for (const none of [null, undefined]) {
      const avatar = avatarOf(none);
      expect([avatar.source(), avatar.initials()]).toEqual([undefined, 'AB']);
    }
  });

  it('takes the place of the initials when it is there', () => {
    const avatar = avatarOf(PICTURE);
    const before = avatar.initials();

    avatar.hear('load');

    expect([before, avatar.initials()]).toEqual(['AB', undefined]);
    expect(avatar.alt()).toBe('');
  });

  it('is as large as it has to be', () => {
    expect(avatarOf(PICTURE, 40).source()).toBe(`${PICTURE}?size=96`);
    expect(avatarOf(PICTURE, 64).source()).toBe(PICTURE);
    expect(avatarOf('blob:x', 40).source()).toBe('blob:x');
  });

  it('that cannot be loaded is the initials again, and is tried again with the next connection', () => {
    const avatar = avatarOf(PICTURE);

    avatar.hear('error');
    const failed = [avatar.source(), avatar.initials()];
    noteConnection();
    avatar.draw();

    expect(failed).toEqual([undefined, 'AB']);
    expect(avatar.source()).toBe(`${PICTURE}?size=96`);
  });

  it('is the new one at once where it changed, whatever became of the one before', () => {
    const avatar = avatarOf(PICTURE);
    avatar.hear('error');

    avatar.set('/api/v1/pictures/q');

    expect([avatar.source(), avatar.initials()]).toEqual(['/api/v1/pictures/q?size=96', 'AB']);
  });
});
