import { describe, expect, it } from '@jest/globals';
import { ticketCodeOf } from './ticket-code.ts';

describe('the code of a ticket', () => {
  it.each([
    ['as printed', '7K2M9QXC4T5V6W8Y'],
    ['in small letters and groups', '7k2m 9qxc-4t5v 6w8y'],
    ['scanned from the QR code', 'https://pst.contoh.example/tiket/7K2M9QXC4T5V6W8Y'],
    ['scanned with a question behind it', 'http://127.0.0.1:8080/tiket/7K2M9QXC4T5V6W8Y?cetak'],
  ])('is read %s', (_, typed) => {
    expect(ticketCodeOf(typed)).toBe('7K2M9QXC4T5V6W8Y');
  });
});
