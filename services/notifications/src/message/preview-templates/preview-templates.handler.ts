import { Controller } from '@nestjs/common';
import { previewTemplates, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { EDITION } from '../editions.ts';
import { Letters } from '../letters.ts';
import { sampleContents } from '../sample-contents.ts';

/** Names no message, so the way out in the preview leads nowhere. */
const NO_MESSAGE = '00000000-0000-0000-0000-000000000000';

/** Every mail as it is written now, filled in with samples. */
@Controller()
export class PreviewTemplatesHandler {
  constructor(private readonly letters: Letters) {}

  @Answers(previewTemplates)
  async handle({
    language,
  }: RequestOf<typeof previewTemplates>): Promise<ReplyOf<typeof previewTemplates>> {
    return {
      edition: EDITION,
      templates: sampleContents.map((content) => {
        const { subject, text, html } = this.letters.write(content, language, NO_MESSAGE);
        return { template: content.template, subject, text, html };
      }),
    };
  }
}
