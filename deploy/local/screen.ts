/** Shows what is being done, one line per step, with the time it took. */
export class Screen {
  private readonly onTerminal = process.stdout.isTTY === true;

  /** Runs a step under a title people can read. */
  async step<T>(title: string, work: (say: (detail: string) => void) => Promise<T>): Promise<T> {
    const begun = performance.now();
    const show = (detail: string) => {
      if (this.onTerminal) {
        process.stdout.write(`\r\u001B[2K  … ${title}${detail === '' ? '' : `: ${detail}`}`);
      }
    };
    show('');
    let last = '';
    try {
      const result = await work((detail) => {
        last = detail;
        show(detail);
      });
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      const line = `  ✓ ${title}${last === '' ? '' : ` (${last})`}`;
      process.stdout.write(`${this.onTerminal ? '\r\u001B[2K' : ''}${line} ${seconds} s\n`);
      return result;
    } catch (error) {
      process.stdout.write(`${this.onTerminal ? '\r\u001B[2K' : ''}  ✗ ${title}\n`);
      throw error;
    }
  }

  say(text: string): void {
    process.stdout.write(`${text}\n`);
  }
}
