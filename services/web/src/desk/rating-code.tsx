import type { readVisitInvitation, ReplyOf } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { QrCode } from '../components/qr-code.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

const EVERY_MS = 2_000;

/** The way to the survey, for the visitor who was just served: to be turned to them and scanned. */
export function RatingCode({ visitId }: { visitId: string }) {
  const say = useSay();
  const invitation = useQuery<ReplyOf<typeof readVisitInvitation>, Problem>({
    queryKey: ['visit-survey', visitId],
    queryFn: () => ask(`/v1/desk/visits/${visitId}/survey`),
    // There once feedback has heard of the visit; gone once it is answered.
    refetchInterval: ({ state }) => (state.data?.answered ? false : EVERY_MS),
  });
  if (!invitation.data) {
    return null;
  }
  if (invitation.data.answered) {
    return <p className="soft small">{say('Sudah dinilai.', 'Rated already.')}</p>;
  }
  return (
    <div className="row" style={{ gap: '1rem' }}>
      <QrCode
        size={132}
        text={`${window.location.origin}/survei/${invitation.data.token}`}
        alt={say('Kode QR penilaian layanan', 'QR code to rate the service')}
      />
      <div style={{ flex: '1 1 160px' }}>
        <strong>{say('Mohon dinilai', 'Please rate us')}</strong>
        <p className="soft small">
          {say(
            'Perlihatkan kode ini kepada pengunjung yang baru selesai.',
            'Show this code to the visitor who was just served.',
          )}
        </p>
      </div>
    </div>
  );
}
