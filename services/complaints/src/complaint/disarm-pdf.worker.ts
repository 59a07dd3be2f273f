// Takes out of one PDF what is not on its pages, in a thread of its own: a file may take all the time and
// memory it gets without harming anybody. Only types that can be stripped stand here: tests run it as it is.
import { parentPort, workerData } from 'node:worker_threads';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFStream,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { barePicture } from './domain/bare-file.ts';

const named = (names: string) => names.split(' ').map((name) => PDFName.of(name));
/** Scripts, programs to start, files inside, and who made it where. */
const TAKEN_OUT = named(
  'JS JavaScript AA OpenAction Launch EmbeddedFiles EF AF RichMedia XFA Metadata PieceInfo LastModified',
);
const ACTION = PDFName.of('S');
/** Following a link is the reader's own choice; everything else an action may do is not. */
const HARMLESS = new Set(named('URI GoTo'));
const ACTION_KEYS = named('A Next');

function disarm(object: PDFObject | undefined): void {
  if (object instanceof PDFStream) {
    disarm(object.dict);
  } else if (object instanceof PDFArray) {
    object.asArray().forEach(disarm);
  } else if (object instanceof PDFDict) {
    TAKEN_OUT.forEach((key) => object.delete(key));
    for (const key of ACTION_KEYS) {
      const action = object.lookup(key);
      const does = action instanceof PDFDict ? action.get(ACTION) : undefined;
      if (does instanceof PDFName && !HARMLESS.has(does)) {
        object.delete(key);
      }
    }
    object.values().forEach(disarm);
  }
}

/** A photo inside the PDF, without its own metadata. */
function bareStream(stream: PDFRawStream): PDFRawStream | undefined {
  const bare =
    stream.dict.get(PDFName.of('Filter')) === PDFName.of('DCTDecode')
      ? barePicture(Buffer.from(stream.contents), 'image/jpeg')
      : undefined;
  return bare && PDFRawStream.of(stream.dict, bare);
}

/** Undefined when it is broken or encrypted: nobody could read it. */
export type Disarmed = Uint8Array | undefined;

async function disarmed(bytes: Uint8Array): Promise<Disarmed> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const { context } = document;
    if (document.getPageCount() === 0) {
      return undefined;
    }
    for (const [reference, object] of context.enumerateIndirectObjects()) {
      disarm(object);
      const bare = object instanceof PDFRawStream ? bareStream(object) : undefined;
      if (bare !== undefined) {
        context.assign(reference, bare);
      }
    }
    // What no page leads to stays behind: scripts, files inside, who wrote it.
    const bare = await PDFDocument.create({ updateMetadata: false });
    for (const page of await bare.copyPages(document, document.getPageIndices())) {
      bare.addPage(page);
    }
    return await bare.save();
  } catch {
    return undefined;
  }
}

const { bytes }: { bytes: Uint8Array } = workerData;
parentPort?.postMessage(await disarmed(bytes));
