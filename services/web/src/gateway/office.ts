import { useQuery } from '@tanstack/react-query';
import { ask, Problem } from './gateway.ts';
import { keepClock } from './office-clock.ts';
import { keepZone } from './office-zone.ts';
import type { OfficeCalendar, OwnAccount } from '@pst/contracts';

export interface Office {
  office: {
    code: string;
    name: string;
    unit: string;
    service: string;
    address: string;
    phone: string;
    website: string;
    timezone: string;
  };
  standard: {
    number: string;
    requirements: { offline: string[]; online: string[] };
    procedure: string[];
    onlineLibrary?: string;
    targets: {
      servedAfterGuestbook: number;
      servedAfterWorkstationAvailable: number;
      total: number;
    };
    hours: Record<string, { open?: string; close?: string; from?: string; to?: string }>;
    fee: { amount: number; text: string };
    products: string[];
    complaints: { box: string; web: string; email: string; whatsapp: string };
    onlineUsers?: string;
  };
  policies?: {
    identityNumber: { store: boolean };
    documentDelivery: { twoPersonCheck: boolean };
  };
  clock?: { demo?: boolean };
}

export interface OfficeStatus {
  open: boolean;
  at: string;
  closesAt?: string | null;
  opensAt?: string | null;
  reason?: string | null;
}

export const useOffice = () =>
  useQuery<Office, Problem>({
    queryKey: ['office'],
    queryFn: async () => {
      const office = await ask<Office>('/v1/office');
      keepZone(office.office.timezone);
      return office;
    },
    staleTime: 3_600_000,
  });

export const useOfficeStatus = () =>
  useQuery<OfficeStatus, Problem>({
    queryKey: ['office-status'],
    queryFn: async () => {
      const status = await ask<OfficeStatus>('/v1/office/status');
      keepClock(status.at);
      return status;
    },
    refetchInterval: 60_000,
  });

/** The days on which the office does not serve, of every year it keeps. */
export const useCalendar = () =>
  useQuery<OfficeCalendar, Problem>({
    queryKey: ['calendar'],
    queryFn: () => ask('/v1/office/calendar'),
    staleTime: 60_000,
  });

/** Who is signed in; null for nobody. */
export const useMe = () =>
  useQuery<OwnAccount | null, Problem>({
    queryKey: ['me'],
    queryFn: async () => {
      try {
        return await ask<OwnAccount>('/v1/me');
      } catch (error) {
        if (error instanceof Problem && error.status === 401) {
          return null;
        }
        throw error;
      }
    },
    staleTime: 60_000,
  });
