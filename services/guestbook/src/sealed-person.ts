import { education, occupation, sex } from '@pst/contracts';
import type { PersonalData } from '@pst/security';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { spellingOf } from './spelling.ts';

type Column = 'name' | 'institution' | 'phone' | 'email' | 'profile';

/** Where a visit's personal fields are sealed to: each opens in its own row and column only. */
export const sealedIn = (column: Column, visitId: string) => `visit.${column}|${visitId}`;

/** What a visitor said of themselves beside name, institution and contact: sealed as one. */
export const profile = z.object({
  birthYear: z.number().int(),
  sex,
  education,
  occupation,
  occupationText: z.string().nullable(),
  purposeText: z.string().nullable(),
  country: z.string(),
  provinceCode: z.string().nullable(),
  regencyCode: z.string().nullable(),
});
export type Profile = z.infer<typeof profile>;

/** The person of one visit, opened. */
export interface Person {
  readonly name: string;
  readonly institution: string;
  readonly phone: string | null;
  readonly email: string | null;
  /** Null for a visit from before profiles were kept. */
  readonly profile: Profile | null;
}

/** The columns in which a person is kept; all of them null once erased. */
export interface SealedPerson {
  readonly nameSealed: string | null;
  readonly institutionSealed: string | null;
  readonly phoneSealed: string | null;
  readonly emailSealed: string | null;
  readonly profileSealed: string | null;
}

/** The keyed hashes by which a visit is found again without opening any. */
export interface PersonIndexes {
  readonly emailIndex: string | null;
  readonly phoneIndex: string | null;
  readonly institutionIndex: string | null;
}

/** Seals a person for the row of their visit, with the hashes that find it. */
export function sealPerson(
  personal: PersonalData,
  visitId: string,
  person: Person,
): SealedPerson & PersonIndexes {
  const seal = (column: Column, text: string | null) =>
    text === null || text === '' ? null : personal.seal(text, sealedIn(column, visitId));
  return {
    nameSealed: seal('name', person.name),
    institutionSealed: seal('institution', person.institution),
    phoneSealed: seal('phone', person.phone),
    emailSealed: seal('email', person.email),
    profileSealed: seal('profile', person.profile === null ? null : JSON.stringify(person.profile)),
    emailIndex: person.email === null ? null : emailIndexOf(personal, person.email),
    phoneIndex: person.phone === null ? null : phoneIndexOf(personal, person.phone),
    institutionIndex: spellingIndexOf(personal, person.institution),
  };
}

/** The person of a visit; undefined once erased. */
export function openPerson(
  personal: PersonalData,
  visitId: string,
  sealed: SealedPerson,
): Person | undefined {
  const { nameSealed, institutionSealed } = sealed;
  if (nameSealed === null || institutionSealed === null) {
    return undefined;
  }
  const open = (column: Column, envelope: string | null) =>
    envelope === null ? null : personal.open(envelope, sealedIn(column, visitId));
  const opened = open('profile', sealed.profileSealed);
  return {
    name: personal.open(nameSealed, sealedIn('name', visitId)),
    institution: personal.open(institutionSealed, sealedIn('institution', visitId)),
    phone: open('phone', sealed.phoneSealed),
    email: open('email', sealed.emailSealed),
    profile: opened === null ? null : profile.parse(JSON.parse(opened)),
  };
}

export const emailIndexOf = (personal: PersonalData, email: string) =>
  personal.blindIndex(email, 'visit.email');

/** One number however it is written: "0857-8970-0503" is +6285789700503 (service-domain 1.9). */
export function phoneIndexOf(personal: PersonalData, phone: string): string {
  const parsed = parsePhoneNumberFromString(phone, 'ID');
  return personal.blindIndex(parsed?.number ?? phone.replaceAll(/\D/g, ''), 'visit.phone');
}

/** All ways of writing that differ in case, marks and usual abbreviations only are one spelling. */
export const spellingIndexOf = (personal: PersonalData, institution: string) =>
  personal.blindIndex(spellingOf(institution), 'visit.institution');
