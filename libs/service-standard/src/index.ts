export {
  holidayKind,
  loadOfficeProfile,
  privacyNotice,
  publishedStandard,
  type OfficeProfile,
  type PrivacyNotice,
} from './office-profile.ts';
export {
  isSmall,
  publishedAnswers,
  publishedCount,
  publishedCounts,
  publishedShare,
} from './publishable.ts';
export { quarterOf, type Quarter } from './quarter.ts';
export {
  WorkingTime,
  type CalendarVersion,
  type DayOff,
  type OpeningReason,
  type OpeningStatus,
} from './working-time.ts';
