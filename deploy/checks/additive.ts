// Whether a described event only grew. Readers replay old events and live on new ones, so within a
// version a field is only added, as an optional one; a list of codes may get longer.

type Json = Readonly<Record<string, unknown>>;

/** What is looked at of an AsyncAPI document. */
interface Described {
  readonly components: { readonly messages: Readonly<Record<string, { readonly payload: Json }>> };
  readonly channels: Readonly<Record<string, { readonly address: string }>>;
}

/** Words about a schema, which change nothing. */
const WORDS = new Set(['description', 'title', 'examples', 'summary']);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSame = (was: unknown, is: unknown): boolean => JSON.stringify(was) === JSON.stringify(is);

const sorted = (names: unknown): string[] =>
  Array.isArray(names) ? names.map(String).toSorted() : [];

/** What of a JSON Schema would break somebody, in words; empty when it only grew. */
export function breaksOf(before: unknown, after: unknown, at = 'it'): string[] {
  if (!isObject(before) || !isObject(after)) {
    return isSame(before, after) ? [] : [`${at} changed`];
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !WORDS.has(name))
    .flatMap((name) => breaksOfKeyword(name, before[name], after[name], at));
}

function breaksOfKeyword(name: string, was: unknown, is: unknown, at: string): string[] {
  if (name === 'properties' && isObject(was) && isObject(is)) {
    return Object.entries(was).flatMap(([field, schema]) =>
      field in is ? breaksOf(schema, is[field], `${at}.${field}`) : [`${at}.${field} is gone`],
    );
  }
  if (name === 'required') {
    // A new one is missing in old events, and one that is optional now may be missing in new ones.
    return isSame(sorted(was), sorted(is)) ? [] : [`${at} requires other fields than before`];
  }
  if (name === 'enum' && Array.isArray(was) && Array.isArray(is)) {
    const gone = was.filter((code) => !is.includes(code));
    return gone.length === 0 ? [] : [`${at} has no ${gone.join(', ')} any more`];
  }
  if (Array.isArray(was) && Array.isArray(is) && was.length === is.length) {
    return was.flatMap((each, index) => breaksOf(each, is[index], `${at} (${name} ${index + 1})`));
  }
  return isObject(was) && isObject(is)
    ? breaksOf(was, is, name === 'items' ? `${at}[]` : at)
    : breaksOf(was, is, `${at} (${name})`);
}

/**
 * The same for all events of two AsyncAPI documents: each message that was published is still there and
 * only grew, and is still found where it was.
 */
export function breaksOfEvents(before: Described, after: Described): string[] {
  return Object.entries(before.components.messages).flatMap(([name, { payload }]) => {
    const now = after.components.messages[name];
    if (now === undefined) {
      return [`${name} is gone`];
    }
    const moved = before.channels[name]?.address !== after.channels[name]?.address;
    return [
      ...(moved ? [`${name} has another subject`] : []),
      ...breaksOf(payload, now.payload, name),
    ];
  });
}
