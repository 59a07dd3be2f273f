import { describe, expect, it } from '@jest/globals';
import { render } from './render.ts';
import { words } from './words.v1.ts';

const verification = {
  template: 'account-verification' as const,
  name: '<b>Sari</b>',
  link: 'https://pst.example/verifikasi#token=abc',
  expiresInMinutes: 30,
};

describe('wording a message', () => {
  it('speaks the language of the reader', () => {
    expect(render(words(verification, 'id'), 'id').subject).toBe('Verifikasi e-mail Anda');
    expect(render(words(verification, 'en'), 'en').html).toContain('<html lang="en">');
  });

  it('escapes what people typed in HTML and leaves plain text alone', () => {
    const { html, text } = render(words(verification, 'id'), 'id');
    expect(html).toContain('&lt;b&gt;Sari');
    expect(html).not.toContain('<b>');
    expect(text).toContain('<b>Sari</b>');
  });

  it('carries the link in both forms', () => {
    const { html, text } = render(words(verification, 'id'), 'id');
    expect(html).toContain(`href="${verification.link}"`);
    expect(text).toContain(verification.link);
  });
});
