export { element, xmlDocument, type Xml } from './xml.ts';
