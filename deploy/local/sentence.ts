/** A failure the person at the keyboard can act on: its message is all they need to read. */
export class Sentence extends Error {
  override readonly name = 'Sentence';
}
