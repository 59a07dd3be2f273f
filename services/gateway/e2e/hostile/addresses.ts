/**
 * Other ways of writing an address, by what is done to it. Guards that stand on a path were passed by
 * each of them in one framework or another; ours stand on the handler.
 */
export const WRITTEN_OTHERWISE: Readonly<Record<string, (path: string) => string>> = {
  'a slash behind it': (path) => `${path}/`,
  'two slashes behind it': (path) => `${path}//`,
  'two slashes before it': (path) => `/${path}`,
  'two slashes in it': (path) => path.replace(/(.)\//, '$1//'),
  'an escaped slash': (path) => path.replace(/(.)\//, '$1%2f'),
  'a slash escaped twice': (path) => path.replace(/(.)\//, '$1%252f'),
  'a backslash': (path) => path.replace(/(.)\//, '$1\\'),
  'a parameter behind it': (path) => `${path};a=b`,
  'a parameter in it': (path) => path.replace(/(.)\//, '$1;a=b/'),
  'capital letters': (path) => path.toUpperCase(),
  'a letter escaped': (path) =>
    path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  'a NUL behind it': (path) => `${path}%00`,
  'a line end behind it': (path) => `${path}%0d%0a`,
  'a space behind it': (path) => `${path}%20`,
  'a dot in it': (path) => path.replace(/(.)\//, '$1/./'),
  'a way over what is open': (path) => `/v1/office/../..${path}`,
  'an escaped way over what is open': (path) => `/v1/office/%2e%2e/%2e%2e${path}`,
  'an extension': (path) => `${path}.json`,
  'an empty query': (path) => `${path}?`,
  'a fragment': (path) => `${path}%23`,
  'an address of its own': (path) => `http://contoh.example${path}`,
};
