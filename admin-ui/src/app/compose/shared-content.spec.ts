import { describe, expect, it } from 'vitest';
import { contentOf } from './shared-content';

function shared(fields: Record<string, string>, ...files: File[]) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const file of files) form.append('files', file);
  return contentOf(form);
}

describe('what another app shared', () => {
  it('is a message with its title, text and address', () => {
    expect(shared({ title: 'Gauge 4', text: 'Look at this', url: 'https://example.org/4' })).toEqual({
      subject: 'Gauge 4',
      body: 'Look at this\nhttps://example.org/4',
      files: [],
    });
  });

  it('has an address once, where the app put it into the text as well', () => {
    const url = 'https://example.org/4';

    expect(shared({ text: `Look at ${url}`, url })?.body).toBe(`Look at ${url}`);
    expect(shared({ text: url })?.body).toBe(url);
    expect(shared({ url })?.body).toBe(url);
  });

  it('has a title that is no longer than a subject may be', () => {
    expect(shared({ title: 'x'.repeat(300) })?.subject).toHaveLength(200);
  });

  it('has the files that are any', () => {
    const [photo, nothing] = [new File(['x'], 'photo.jpg'), new File([], '')];

    expect(shared({}, photo, nothing)?.files.map(({ name }) => name)).toEqual(['photo.jpg']);
  });

  it('is nothing where nothing was', () => {
    expect(shared({ title: ' ', text: '' })).toBeUndefined();
  });
});
