import type { readToday, ReplyOf } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { Bars } from '../components/bars.tsx';
import { Shown } from '../components/states.tsx';
import { StatTile } from '../components/stat-tile.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useQueueStream } from '../gateway/queue-stream.ts';
import { useFormat, useSay } from '../language/language.ts';

type Numbers = ReplyOf<typeof readToday>;

/** Today as it happens, for everybody who works at the desk. */
export function Today() {
  const say = useSay();
  const format = useFormat();
  const { queue } = useQueueStream();
  const today = useQuery<Numbers, Problem>({
    queryKey: ['today'],
    queryFn: () => ask('/v1/reports/today'),
    refetchInterval: 10_000,
  });
  const minutes = (seconds: number | null) =>
    seconds === null ? '–' : `${format.number(seconds / 60, 1)} ${say('mnt', 'min')}`;
  const share = ({ share: part, numerator, denominator }: Numbers['onTime']) => ({
    value: part === null ? '–' : `${format.number(part * 100)}%`,
    note: say(`${numerator} dari ${denominator}`, `${numerator} of ${denominator}`),
  });
  return (
    <Shown of={today} lines={8}>
      {(now) => (
        <section className="stack">
          <h2>{say('Hari ini', 'Today')}</h2>
          <div className="tiles dense">
            <StatTile
              label={say('Menunggu sekarang', 'Waiting now')}
              value={format.number(now.visits.waiting)}
              note={
                now.now.longestWaitSeconds === null
                  ? say('tidak ada yang menunggu', 'nobody is waiting')
                  : `${say('paling lama', 'longest')} ${minutes(now.now.longestWaitSeconds)}`
              }
            />
            <StatTile
              label={say('Janji terancam sekarang', 'Promises at risk now')}
              value={format.number(now.now.atRisk)}
              note={say(
                `${now.now.breached} sudah terlewat dan belum selesai`,
                `${now.now.breached} broken already and not ended`,
              )}
            />
            {queue && (
              <StatTile
                label={say('Komputer kosong', 'Free computers')}
                value={format.number(queue.freeWorkstations)}
                note={say(
                  `${queue.workstationQueueCount} menunggu komputer`,
                  `${queue.workstationQueueCount} waiting for one`,
                )}
              />
            )}
            <StatTile
              label={say('Kunjungan', 'Visits')}
              value={format.number(now.visits.checkedIn)}
            />
            <StatTile
              label={say('Dilayani tepat waktu', 'Served on time')}
              {...share(now.onTime)}
            />
            <StatTile
              label={say('Selesai tepat waktu', 'Completed on time')}
              {...share(now.totalOnTime)}
            />
            <StatTile
              label={say('Waktu tunggu tengah', 'Median wait')}
              value={minutes(now.waits.p50)}
              note={`p90 ${minutes(now.waits.p90)} · n = ${now.waits.n}`}
            />
            <StatTile
              label={say('Pencarian', 'Searches')}
              value={format.number(now.searches.count)}
              note={say(
                `${now.searches.withoutResult} tanpa hasil`,
                `${now.searches.withoutResult} without result`,
              )}
            />
            <StatTile
              label={say('Softcopy terkirim', 'Softcopies sent')}
              value={format.number(now.deliveries.sent)}
              note={say(
                `dari ${now.deliveries.requested} diminta`,
                `of ${now.deliveries.requested} requested`,
              )}
            />
            <StatTile
              label={say('Penilaian', 'Ratings')}
              value={now.ratings.mean === null ? '–' : format.number(now.ratings.mean, 2)}
              note={say(
                `${now.ratings.count} penilaian, skala 1–5`,
                `${now.ratings.count} ratings, scale 1–5`,
              )}
            />
            <StatTile
              label={say('Pengaduan baru', 'New complaints')}
              value={format.number(now.complaints.received)}
              note={say(
                `${now.complaints.open} terbuka, ${now.complaints.overdue} terlambat`,
                `${now.complaints.open} open, ${now.complaints.overdue} overdue`,
              )}
            />
          </div>
          <div className="stack card">
            <h3>{say('Perjalanan kunjungan hari ini', 'Where today’s visits are')}</h3>
            <Bars
              of={[
                { label: say('Menunggu', 'Waiting'), value: now.visits.waiting },
                { label: say('Dilayani', 'Serving'), value: now.visits.serving },
                { label: say('Selesai', 'Completed'), value: now.visits.completed },
                { label: say('Pergi', 'Left'), value: now.visits.left },
                { label: say('Tidak datang', 'No show'), value: now.visits.noShow },
              ]}
            />
          </div>
          <p className="soft small">
            {say('Dihitung dari peristiwa layanan saja', 'Counted from service events alone')}
            {now.asOf && `, ${say('sampai pukul', 'up to')} ${format.time(now.asOf)}`}.
          </p>
        </section>
      )}
    </Shown>
  );
}
