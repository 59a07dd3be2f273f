export {
  holidayKind,
  loadOfficeProfile,
  officeProfile,
  type OfficeProfile,
} from './office-profile.ts';
export { WorkingTime, type OpeningReason, type OpeningStatus } from './working-time.ts';
