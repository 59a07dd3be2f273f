import { useMe } from '../gateway/office.ts';

/** Whoever is signed in works at the desk; heads look on, and see no keys they may not press. */
export function useWorksHere(): boolean {
  const roles = useMe().data?.roles ?? [];
  return roles.includes('officer') || roles.includes('admin');
}
