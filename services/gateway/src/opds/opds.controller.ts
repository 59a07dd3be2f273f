import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  describePublications,
  refreshSession,
  searchPublications,
  signedIn,
  signIn,
  type ReplyOf,
} from '@pst/contracts';
import { invalid, inWordsOf } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PasswordSignIn } from '../accounts/password-sign-in.ts';
import type { GatewayConfig } from '../gateway.config.ts';
import { From, languageOf } from '../http/asking.ts';
import { Asks, Route } from '../http/asks.ts';
import { Office, Settings } from '../http/injected.ts';
import { Services } from '../http/services.ts';
import { doorsOf, feedOf, type Feed, type FeedQuery } from './feed.ts';
import {
  ACQUISITION,
  feedOf12,
  NAVIGATION,
  OPEN_SEARCH,
  openSearch,
  rootOf12,
} from './opds-1.2.ts';
import { AUTHENTICATION, feedOf2, OPDS_2, rootOf2 } from './opds-2.ts';

/** OAuth 2.0 with the reader's own password (RFC 6749, 4.3), which is what reading apps speak. */
const tokenRequest = z
  .discriminatedUnion('grant_type', [
    z.object({
      grant_type: z.literal('password'),
      username: signIn.request.shape.email,
      password: signIn.request.shape.password,
    }),
    z.object({
      grant_type: z.literal('refresh_token'),
      refresh_token: refreshSession.request.shape.refreshToken,
    }),
  ])
  .meta({ id: 'TokenRequest' });
const token = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.number().int(),
    refresh_token: z.string(),
  })
  .meta({ id: 'Token' });

const titleOf = ({ office }: OfficeProfile) => `${office.service}, ${office.name}`;
const idOf = ({ office }: OfficeProfile) => `urn:pst:${office.code}:opds`;

/** The collection for reading apps: the same search, dressed as OPDS 2.0 and 1.2. */
@Controller('opds')
export class OpdsController {
  constructor(
    private readonly services: Services,
    private readonly signIns: PasswordSignIn,
    private readonly clock: Clock,
    @Office() private readonly profile: OfficeProfile,
    @Settings() private readonly config: GatewayConfig,
  ) {}

  @Get('v2')
  @Asks(searchPublications, { produces: OPDS_2, summary: 'OPDS 2.0, the root' })
  async root2(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const found = await this.search({ limit: '1' }, from);
    return this.written(
      reply,
      OPDS_2,
      rootOf2(titleOf(this.profile), doorsOf(found, languageOf(from))),
    );
  }

  @Get('v2/publications')
  @Asks(searchPublications, { produces: OPDS_2, summary: 'OPDS 2.0, what can be read' })
  async feed2(
    @Query() query: FeedQuery,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.written(reply, OPDS_2, feedOf2(await this.feed(query, from)));
  }

  @Get('v1.2')
  @Asks(searchPublications, { produces: NAVIGATION, summary: 'OPDS 1.2, the root' })
  async root12(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const found = await this.search({ limit: '1' }, from);
    const updatedAt = this.clock.now().toISOString();
    const root = {
      id: idOf(this.profile),
      title: titleOf(this.profile),
      updatedAt,
      author: this.profile.office.name,
    };
    return this.written(reply, NAVIGATION, rootOf12(root, doorsOf(found, languageOf(from))));
  }

  @Get('v1.2/publications')
  @Asks(searchPublications, { produces: ACQUISITION, summary: 'OPDS 1.2, what can be read' })
  async feed12(
    @Query() query: FeedQuery,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const catalogue = { id: idOf(this.profile), author: this.profile.office.name };
    return this.written(reply, ACQUISITION, feedOf12(catalogue, await this.feed(query, from)));
  }

  @Get('v1.2/search.xml')
  @Route({ allow: 'anyone', produces: OPEN_SEARCH, summary: 'How to search, as OpenSearch 1.1' })
  openSearch(@Res({ passthrough: true }) reply: FastifyReply) {
    return this.written(
      reply,
      OPEN_SEARCH,
      openSearch(titleOf(this.profile), this.config.PUBLIC_URL),
    );
  }

  @Get('authentication')
  @Route({ allow: 'anyone', produces: AUTHENTICATION, summary: 'How reading apps sign in' })
  authentication(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const address = (path: string) => new URL(path, this.config.PUBLIC_URL).href;
    const token = { href: address('/opds/token'), type: 'application/json' };
    const english = languageOf(from) === 'en';
    return this.written(reply, AUTHENTICATION, {
      id: address('/opds/authentication'),
      title: titleOf(this.profile),
      description: english
        ? 'Sign in with your account of the library. It is free of charge.'
        : 'Masuk dengan akun perpustakaan Anda. Tidak dipungut biaya.',
      links: [{ rel: 'register', href: address('/daftar'), type: 'text/html' }],
      authentication: [
        {
          type: 'http://opds-spec.org/auth/oauth/password',
          labels: { login: 'E-mail', password: english ? 'Password' : 'Kata sandi' },
          links: [
            { rel: 'authenticate', ...token },
            { rel: 'refresh', ...token },
          ],
        },
      ],
    });
  }

  /** Accounts with a second factor sign in on the web alone: reading apps have no field for it. */
  @Post('token')
  @Route({
    allow: 'anyone',
    body: tokenRequest,
    reply: token,
    limit: 'sign-in',
    summary: 'A token for a reading app',
  })
  async token(
    @Body() body: unknown,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof token>> {
    void reply.header('cache-control', 'no-store');
    const asked = tokenRequest.safeParse(body, inWordsOf(languageOf(from)));
    if (!asked.success) {
      throw invalid(asked.error);
    }
    const session: z.output<typeof signedIn> =
      asked.data.grant_type === 'password'
        ? await this.signIns.signIn(
            { email: asked.data.username, password: asked.data.password, client: 'app' },
            from,
          )
        : await this.services.ask(refreshSession, { refreshToken: asked.data.refresh_token }, from);
    return {
      access_token: session.accessToken,
      token_type: 'Bearer',
      expires_in: session.expiresIn,
      refresh_token: session.refreshToken,
    };
  }

  private search(
    query: FeedQuery & { limit?: string },
    from: FastifyRequest,
  ): Promise<ReplyOf<typeof searchPublications>> {
    return this.services.ask(searchPublications, { ...query, availability: 'softcopy' }, from);
  }

  private async feed(query: FeedQuery, from: FastifyRequest): Promise<Feed> {
    const found = await this.search(query, from);
    const publicationIds = found.items.map(({ id }) => id);
    const { items } = await this.services.ask(describePublications, { publicationIds }, from);
    const circumstances = { language: languageOf(from), now: this.clock.now() };
    return feedOf(query, found, items, circumstances);
  }

  /** For apps in a browser too: nothing here is anybody's own. As bytes, or a charset would be added. */
  private written(reply: FastifyReply, type: string, document: object | string): Buffer {
    void reply.headers({ 'content-type': type, 'access-control-allow-origin': '*' });
    return Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  }
}
