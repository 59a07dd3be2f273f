import { Module } from '@nestjs/common';
import { CompleteFollowUpHandler } from './follow-ups/complete-follow-up/complete-follow-up.handler.ts';
import { ListFollowUpsHandler } from './follow-ups/list-follow-ups/list-follow-ups.handler.ts';
import { PlanFollowUpHandler } from './follow-ups/plan-follow-up/plan-follow-up.handler.ts';
import { AnswerNationalSurveyHandler } from './survey/answer-national-survey/answer-national-survey.handler.ts';
import { AnswerSurveyHandler } from './survey/answer-survey/answer-survey.handler.ts';
import { FindInvitationHandler } from './survey/find-invitation/find-invitation.handler.ts';
import { InviteHandler } from './survey/invite/invite.handler.ts';
import { ListFeedbackHandler } from './survey/list-feedback/list-feedback.handler.ts';
import { FeedbackViews } from './survey/feedback-views.ts';
import { ModerateCommentHandler } from './survey/moderate-comment/moderate-comment.handler.ts';
import { ReadNationalSurveyHandler } from './survey/read-national-survey/read-national-survey.handler.ts';
import { ReadReportHandler } from './survey/read-report/read-report.handler.ts';
import { ReadSatisfactionHandler } from './survey/read-satisfaction/read-satisfaction.handler.ts';
import { SatisfactionIndex } from './survey/satisfaction-index.ts';
import { SurveyFigures } from './survey/survey-figures.ts';

@Module({
  controllers: [
    InviteHandler,
    FindInvitationHandler,
    AnswerSurveyHandler,
    ReadSatisfactionHandler,
    ReadReportHandler,
    ListFeedbackHandler,
    ModerateCommentHandler,
    AnswerNationalSurveyHandler,
    ReadNationalSurveyHandler,
    ListFollowUpsHandler,
    PlanFollowUpHandler,
    CompleteFollowUpHandler,
  ],
  providers: [FeedbackViews, SurveyFigures, SatisfactionIndex],
})
export class FeedbackModule {}
