/** The Library of Congress's code tables: by final byte of a set, by code, `[Unicode, combining?]`. */
declare module 'marc8/lib/marc8_mapping.js' {
  const tables: {
    readonly CODESETS: Readonly<
      Record<number, Readonly<Record<number, readonly [number, 0 | 1]>> | undefined>
    >;
  };
  export default tables;
}
