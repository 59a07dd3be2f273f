import { readFileSync } from 'node:fs';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

type Namespaces = Record<string, string>;
/** The text of every node that the XPath finds; throws when the document is not well-formed or not valid. */
export type XmlReader = (document: string, xpath: string) => string[];

/** Reads XML as somebody else's parser sees it; `namespaces` are the prefixes of the XPaths. */
export function xmlReader(
  namespaces: Namespaces,
  check: (document: XmlDocument) => void = () => undefined,
): XmlReader {
  return (text, xpath) => {
    using document = XmlDocument.fromString(text);
    check(document);
    return document.find(xpath, namespaces).map((node) => node.content);
  };
}

/**
 * The same for documents that must be valid by an XML Schema, with whatever it imports from beside it.
 *
 * ```ts
 * validXmlReader('schemas/OAI-PMH.xsd', { oai: 'http://www.openarchives.org/OAI/2.0/' })(text, '//oai:setSpec');
 * ```
 */
export function validXmlReader(file: string, namespaces: Namespaces): XmlReader {
  xmlRegisterFsInputProviders();
  const schema = XmlDocument.fromString(readFileSync(file, 'utf8'), { url: file });
  const validator = XsdValidator.fromDoc(schema);
  return xmlReader(namespaces, (document) => validator.validate(document));
}
