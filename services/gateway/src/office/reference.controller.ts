import { createHash } from 'node:crypto';
import { Controller, Get, Query, Res } from '@nestjs/common';
import {
  codeLists,
  countryCodes,
  notFound,
  provinces,
  referenceVersion,
  regencies,
  surveyCodesSource,
} from '@pst/contracts';
import { invalid, inWordsOf } from '@pst/messaging';
import { privacyNotice, type OfficeProfile } from '@pst/service-standard';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { From, languageOf } from '../http/asking.ts';
import { Route } from '../http/asks.ts';
import { Office } from '../http/injected.ts';

const area = z.object({ code: z.string(), name: z.string() });
const reference = z
  .object({
    version: z.string(),
    surveyCodesSource: z.string().describe('Where `survey` comes from, and how sure it is'),
    lists: z.record(
      z.string(),
      z.array(
        z.object({
          code: z.string(),
          id: z.string(),
          en: z.string(),
          survey: z.string().nullable().describe('Code of the national user survey, if it has one'),
        }),
      ),
    ),
    provinces: z.array(area),
    regencies: z.array(area).describe('Of the provinces whose regencies are known here'),
    countries: z.array(z.string()).describe('ISO 3166-1 alpha-2'),
  })
  .meta({ id: 'GuestbookReference' });

const areasOf = (areas: Readonly<Record<string, string>>) =>
  Object.entries(areas).map(([code, name]) => ({ code, name }));

const published: z.output<typeof reference> = {
  version: referenceVersion,
  surveyCodesSource,
  lists: Object.fromEntries(
    Object.entries(codeLists).map(([list, codes]) => [
      list,
      Object.entries(codes).map(([code, [id, en, survey]]) => ({ code, id, en, survey })),
    ]),
  ),
  provinces: areasOf(provinces),
  regencies: areasOf(regencies),
  countries: [...countryCodes],
};
const etag = `"${createHash('sha256').update(JSON.stringify(published)).digest('base64url').slice(0, 22)}"`;
const noticeQuery = z.object({ version: z.string().max(40).optional() });

/** What every guestbook form is made of: code lists, and what its visitors are told. */
@Controller('v1')
export class ReferenceController {
  constructor(@Office() private readonly profile: OfficeProfile) {}

  @Get('reference/guestbook')
  @Route({ allow: 'anyone', reply: reference, summary: 'The code lists of the guestbook' })
  guestbook(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('etag', etag).header('cache-control', 'no-cache');
    if (from.headers['if-none-match'] === etag) {
      void reply.status(304);
      return undefined;
    }
    return published;
  }

  /** The one that is shown, or an older one that a visit names. */
  @Get('privacy-notice')
  @Route({ allow: 'anyone', reply: privacyNotice, summary: 'What visitors are told of their data' })
  notice(@Query() asked: unknown, @From() from: FastifyRequest): z.output<typeof privacyNotice> {
    const query = noticeQuery.safeParse(asked, inWordsOf(languageOf(from)));
    if (!query.success) {
      throw invalid(query.error);
    }
    const { version, published: notices } = this.profile.policies.privacyNotice;
    const wanted = query.data.version ?? version;
    const notice = notices.find((one) => one.version === wanted);
    if (notice === undefined) {
      throw notFound.error({});
    }
    return notice;
  }
}
