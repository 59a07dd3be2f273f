import { describe, expect, it } from '@jest/globals';
import { render } from './render.ts';
import { sampleContents } from './sample-contents.ts';
import { words } from './words.v1.ts';

const foot = { sender: 'Pustaka PST, BPS', address: 'Jl. Merdeka No.531' };
const verification = {
  template: 'account-verification' as const,
  name: '<b>Sari</b>',
  link: 'https://pst.example/verifikasi#token=abc',
  expiresInMinutes: 30,
};

describe('wording a message', () => {
  it('speaks the language of the reader', () => {
    expect(render(words(verification, 'id'), 'id', foot).subject).toBe('Verifikasi e-mail Anda');
    expect(render(words(verification, 'en'), 'en', foot).html).toContain('<html lang="en">');
  });

  it('escapes what people typed in HTML and leaves plain text alone', () => {
    const { html, text } = render(words(verification, 'id'), 'id', foot);
    expect(html).toContain('&lt;b&gt;Sari');
    expect(html).not.toContain('<b>');
    expect(text).toContain('<b>Sari</b>');
  });

  it('carries the link in both forms', () => {
    const { html, text } = render(words(verification, 'id'), 'id', foot);
    expect(html).toContain(`href="${verification.link}"`);
    expect(text).toContain(verification.link);
  });

  it('signs for the office, and offers to decline only what can be declined', () => {
    const { html, text } = render(words(verification, 'id'), 'id', foot);
    expect(text).toContain('-- \nPustaka PST, BPS\nJl. Merdeka No.531');
    expect(html).not.toContain('Berhenti');
    const declineAt = 'https://pst.example/berhenti/x';
    expect(render(words(verification, 'en'), 'en', { ...foot, declineAt }).html).toContain(
      declineAt,
    );
  });

  it.each(sampleContents.map((content) => [content.template, content] as const))(
    'has words for %s in both languages',
    (_template, content) => {
      const [id, en] = [words(content, 'id'), words(content, 'en')];
      expect(id.subject).not.toBe(en.subject);
    },
  );
});
