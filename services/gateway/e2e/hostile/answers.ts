import { problemBySlug } from '@pst/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { description, type Operation } from './operations.ts';
import type { RawAnswer } from './requests.ts';

const API = 'api';
const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
addFormats.default(ajv);
ajv.addSchema(description, API);

/** What an error text must not show of how it came about. */
const INSIDES =
  /\bat .{1,200}\.(?:ts|mjs|js):\d+|node_modules|QueryFailed|syntax error at|relation "|violates .{1,40}constraint|duplicate key value|invalid input syntax|ECONNREFUSED|NatsError|TypeError|ReferenceError|is not a function|Cannot read propert/;

/** Parts of a file, somewhere else, and what the client has already: said by the headers alone. */
const ALSO_FINE = new Set([206, 302, 304]);

/** Everything that is wrong with an answer, in words; nothing when it is as described. */
export function faultsOf(operation: Operation, answer: RawAnswer, english: boolean): string[] {
  const faults: string[] = [];
  if (answer.status >= 500) {
    faults.push(`answers ${answer.status}`);
  }
  if (INSIDES.test(answer.text)) {
    faults.push(`shows its insides: ${INSIDES.exec(answer.text)?.[0]}`);
  }
  return answer.status >= 400
    ? [...faults, ...(isPage(operation, answer) ? [] : faultsOfProblem(answer, english))]
    : [...faults, ...faultsOfSuccess(operation, answer)];
}

/** Who looks at a page reads there what is wrong. */
const isPage = (operation: Operation, answer: RawAnswer) =>
  typeOf(answer) === 'text/html' && operation.answers.has('text/html');

const typeOf = ({ headers }: RawAnswer) =>
  String(headers['content-type'] ?? '').split(';')[0] ?? '';

function faultsOfProblem(answer: RawAnswer, english: boolean): string[] {
  if (typeOf(answer) !== 'application/problem+json') {
    return [`refuses as ${typeOf(answer)}`];
  }
  const problem = JSON.parse(answer.text) as { type: string; title: string; status: number };
  const faults = misfits(`${API}#/components/schemas/Problem`, problem);
  if (problem.status !== answer.status) {
    faults.push(`says ${problem.status} and means ${answer.status}`);
  }
  const title = problemBySlug(problem.type.slice('/problems/'.length))?.title(
    english ? 'en' : 'id',
  );
  if (problem.title !== title) {
    faults.push(`says "${problem.title}" and not "${title}"`);
  }
  return faults;
}

function faultsOfSuccess(operation: Operation, answer: RawAnswer): string[] {
  if (ALSO_FINE.has(answer.status)) {
    return [];
  }
  if (answer.status !== operation.status) {
    return [`answers ${answer.status} and not ${operation.status}`];
  }
  if (answer.status === 204) {
    return answer.text === '' ? [] : ['has content without content'];
  }
  const pointer = operation.answers.get(typeOf(answer));
  if (pointer === undefined) {
    return [`answers as ${typeOf(answer)}`];
  }
  return typeOf(answer) === 'application/json'
    ? misfits(`${API}#/${pointer}`, JSON.parse(answer.text))
    : [];
}

function misfits(schema: string, value: unknown): string[] {
  const validate = ajv.getSchema(schema);
  if (validate === undefined) {
    return [`has no schema ${schema}`];
  }
  return validate(value) === true
    ? []
    : [`is not as described: ${ajv.errorsText(validate.errors)}`];
}
