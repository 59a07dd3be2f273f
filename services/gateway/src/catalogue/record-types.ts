/** Media types of publications as other systems read them, one for each format that can be asked for. */
export const RECORD_TYPES = [
  'text/csv',
  'application/marc',
  'application/xml',
  'application/x-bibtex',
  'application/x-research-info-systems',
  'application/vnd.citationstyles.csl+json',
] as const;

/** Those that cite. */
export const CITATION_TYPES = RECORD_TYPES.slice(3);
