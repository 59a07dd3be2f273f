import { readFileSync } from 'node:fs';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/** Reads documents that must be valid, as somebody else's parser sees them. */
export interface XmlSchema {
  /** The text of every node that the XPath finds; throws when the document is not valid. */
  read(document: string, xpath: string): string[];
}

/**
 * An XML Schema with whatever it imports from beside it; `namespaces` are the prefixes of the XPaths.
 *
 * ```ts
 * xmlSchema('schemas/OAI-PMH.xsd', { oai: 'http://www.openarchives.org/OAI/2.0/' }).read(text, '//oai:setSpec');
 * ```
 */
export function xmlSchema(file: string, namespaces: Record<string, string>): XmlSchema {
  xmlRegisterFsInputProviders();
  const validator = XsdValidator.fromDoc(
    XmlDocument.fromString(readFileSync(file, 'utf8'), { url: file }),
  );
  return {
    read(document, xpath) {
      using parsed = XmlDocument.fromString(document);
      validator.validate(parsed);
      return parsed.find(xpath, namespaces).map((node) => node.content);
    },
  };
}
