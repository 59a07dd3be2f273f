export {
  holidayKind,
  loadOfficeProfile,
  officeProfile,
  type OfficeProfile,
} from './office-profile.ts';
export {
  WorkingTime,
  type CalendarVersion,
  type DayOff,
  type OpeningReason,
  type OpeningStatus,
} from './working-time.ts';
