import { officeZone } from '../gateway/office-zone.ts';
import { createContext, useContext } from 'react';

export type Language = 'id' | 'en';
const KEY = 'pst-language';

export function rememberedLanguage(): Language {
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'id';
}

let current = rememberedLanguage();
/** For what runs outside React: the `Accept-Language` of requests. */
export const currentLanguage = (): Language => current;

export function rememberLanguage(language: Language): void {
  current = language;
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
}

export const LanguageContext = createContext<{
  language: Language;
  choose: (language: Language) => void;
}>({ language: 'id', choose: () => undefined });

/** Both languages stand side by side where they are used, so that neither can be forgotten. */
export type Say = (id: string, en: string) => string;

export function useLanguage() {
  return useContext(LanguageContext);
}

export function useSay(): Say {
  const { language } = useLanguage();
  return (id, en) => (language === 'id' ? id : en);
}

const locale = (language: Language) => (language === 'id' ? 'id-ID' : 'en-GB');

export function useFormat() {
  const { language } = useLanguage();
  const format = (options: Intl.DateTimeFormatOptions) => (instant: string | Date) =>
    new Intl.DateTimeFormat(locale(language), { timeZone: officeZone(), ...options }).format(
      new Date(instant),
    );
  return {
    /** 09.17 */
    time: format({ hour: '2-digit', minute: '2-digit', hour12: false }),
    /** Selasa, 24 November 2026 */
    day: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    dayTime: format({
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    }),
    /** 2026-11-24, the office's calendar day of an instant. */
    isoDay: (instant: string | Date) =>
      new Intl.DateTimeFormat('en-CA', {
        timeZone: officeZone(),
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      }).format(new Date(instant)),
    /** Sel 24 Nov */
    shortDay: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    /** November */
    month: format({ month: 'long' }),
    /** S, S, R: the narrow names of the days of the week. */
    weekday: format({ weekday: 'short' }),
    number: (value: number, digits = 0) =>
      new Intl.NumberFormat(locale(language), { maximumFractionDigits: digits }).format(value),
    /** With all of its two decimals: 75,00. */
    hundredths: (value: number) =>
      new Intl.NumberFormat(locale(language), {
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
      }).format(value),
    bytes: (value: number) =>
      value < 1_000_000
        ? `${new Intl.NumberFormat(locale(language)).format(Math.ceil(value / 1_000))} kB`
        : `${new Intl.NumberFormat(locale(language), { maximumFractionDigits: 1 }).format(value / 1_000_000)} MB`,
  };
}
