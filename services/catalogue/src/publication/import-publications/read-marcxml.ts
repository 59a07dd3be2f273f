import { SaxesParser } from 'saxes';
import type { ControlField, DataField, MarcRecord } from '../domain/formats/marc.ts';
import { Unreadable } from './records.ts';

/**
 * The records of a MARCXML file one by one, unread, so that a damaged one harms no other. What stands
 * around them does not matter: a collection, an answer of OAI-PMH or SRU, or nothing.
 */
export function splitMarcxml(file: Buffer): string[] {
  const label = /encoding=["']([\w-]+)["']/.exec(file.toString('latin1', 0, 200))?.[1] ?? 'utf-8';
  const text = new TextDecoder(label).decode(file);
  const starts = [...text.matchAll(/<(?:\w+:)?record(?=[\s>])/g)].map(({ index }) => index);
  return starts
    .map((start, index) => text.slice(start, starts[index + 1]))
    .filter((record) => /<(?:\w+:)?(?:leader|controlfield|datafield)[\s/>]/.test(record));
}

/**
 * One record, up to its end; whatever follows is not looked at.
 *
 * @throws Unreadable when it is not well-formed, or ends too early
 */
export function readMarcxml(text: string): MarcRecord {
  const end = /<\/(?:\w+:)?record\s*>/.exec(text);
  if (end === null) {
    throw new Unreadable('the record is cut off');
  }
  const fields: (ControlField | (DataField & { subfields: [string, string][] }))[] = [];
  const open: { name: string; attributes: Record<string, string> }[] = [];
  let leader = '';
  let words = '';
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => {
    throw new Unreadable(message);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const local = name.replace(/^.*:/, '');
    open.push({ name: local, attributes });
    words = '';
    if (local === 'datafield') {
      const { tag = '', ind1 = ' ', ind2 = ' ' } = attributes;
      fields.push({ tag, indicators: ind1 + ind2, subfields: [] });
    }
  });
  parser.on('text', (more) => {
    words += more;
  });
  parser.on('cdata', (more) => {
    words += more;
  });
  parser.on('closetag', () => {
    const { name, attributes } = open.pop() ?? { name: '', attributes: {} };
    const field = fields.at(-1);
    if (name === 'leader') {
      leader = words;
    } else if (name === 'controlfield') {
      fields.push({ tag: attributes['tag'] ?? '', value: words });
    } else if (name === 'subfield' && field !== undefined && 'subfields' in field) {
      field.subfields.push([attributes['code'] ?? '', words.normalize('NFC')]);
    }
  });
  parser.write(text.slice(0, end.index + end[0].length)).close();
  return { leader, fields };
}
