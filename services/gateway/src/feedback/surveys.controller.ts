import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  answerNationalSurvey,
  answerSurvey,
  listFeedback,
  listOwnInvitations,
  listPublishedComments,
  moderateComment,
  readNationalSurvey,
  readSatisfaction,
  readSatisfactionReport,
  readSurvey,
  readVisitInvitation,
} from '@pst/contracts';
import type { OfficeProfile } from '@pst/service-standard';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From, languageOf } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { HotReads } from '../http/hot-reads.ts';
import { Office } from '../http/injected.ts';
import { Services, within } from '../http/services.ts';
import {
  asFile,
  CSV,
  csvOf,
  FILES,
  fileWanted,
  inOneTable,
  xlsxOf,
} from '../insights/report-files.ts';
import { satisfactionPicture } from './satisfaction-picture.ts';
import { satisfactionTables } from './satisfaction-tables.ts';

const FOR_OTHER_SITES = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/** One-time surveys, and what the public may know of their outcome. */
@Controller('v1')
export class SurveysController {
  constructor(
    private readonly services: Services,
    private readonly hot: HotReads,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** What the signed-in person may rate now. */
  @Get('me/surveys')
  @Asks(listOwnInvitations)
  own(@From() from: FastifyRequest) {
    return this.services.pass(listOwnInvitations, {}, from);
  }

  /** The way to the survey of a visitor who just left the counter, to be shown to them there. */
  @Get('desk/visits/:visitId/survey')
  @Asks(readVisitInvitation)
  ofVisit(@Param('visitId') visitId: string, @From() from: FastifyRequest) {
    return this.services.pass(readVisitInvitation, { visitId }, from);
  }

  @Get('surveys/:token')
  @Asks(readSurvey)
  read(@Param('token') token: string, @From() from: FastifyRequest) {
    return this.services.pass(readSurvey, { token }, from);
  }

  @Post('surveys/:token')
  @Asks(answerSurvey, { status: 201 })
  answer(@Param('token') token: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(answerSurvey, within(body, { token }), from);
  }

  @Post('surveys/:token/national')
  @Asks(answerNationalSurvey, { status: 201 })
  answerNational(
    @Param('token') token: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(answerNationalSurvey, within(body, { token }), from);
  }

  @Get('desk/national-survey')
  @Asks(readNationalSurvey)
  national(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(readNationalSurvey, query, from);
  }

  /** May be read by pages of other sites. */
  @Get('satisfaction')
  @Asks(readSatisfaction)
  satisfaction(
    @Query() query: Record<string, unknown>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.headers(FOR_OTHER_SITES);
    return this.hot.pass(readSatisfaction, query, from, reply);
  }

  /** The same as a picture to be shown on other sites. */
  @Get('satisfaction/picture.svg')
  @Asks(readSatisfaction, { produces: 'image/svg+xml' })
  async picture(
    @Query() { lang, ...query }: Record<string, unknown>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    void reply.headers(FOR_OTHER_SITES);
    const passed = await this.hot.pass(readSatisfaction, query, from, reply);
    if (passed === undefined) {
      return undefined;
    }
    void reply.header('content-type', 'image/svg+xml; charset=utf-8');
    const shown = readSatisfaction.reply.parse(
      JSON.parse(Buffer.from(passed.reply.bytes).toString()),
    );
    // The site that shows it chooses the language, for its words stand among that site's own.
    return satisfactionPicture(shown, this.profile.office, lang === 'en' ? 'en' : 'id');
  }

  @Get('satisfaction/comments')
  @Asks(listPublishedComments)
  comments(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.hot.pass(listPublishedComments, {}, from, reply);
  }

  /** The report as JSON, as a workbook, or as CSV with a value a line. */
  @Get('desk/satisfaction')
  @Asks(readSatisfactionReport, { alsoAs: FILES })
  async report(
    @Query() query: Record<string, string>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wanted = fileWanted(from.headers.accept);
    if (wanted === undefined) {
      return this.services.pass(readSatisfactionReport, query, from);
    }
    const report = await this.services.ask(readSatisfactionReport, query, from);
    const tables = satisfactionTables(report, languageOf(from));
    const name = `satisfaction-${report.office.code}-${report.from}-${report.to}`;
    return wanted === CSV
      ? asFile(reply, wanted, name, csvOf(inOneTable('satisfaction', tables)))
      : asFile(reply, wanted, name, await xlsxOf(tables));
  }

  @Get('desk/feedback')
  @Asks(listFeedback)
  feedback(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listFeedback, query, from);
  }

  @Post('desk/feedback/:responseId/moderation')
  @Asks(moderateComment)
  moderate(
    @Param('responseId') responseId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(moderateComment, within(body, { responseId }), from);
  }
}
