import { getRouteApi } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { ButtonLink } from '../components/links.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { Page } from '../components/page.tsx';
import { Shown } from '../components/states.tsx';
import { TicketCard } from '../components/ticket-card.tsx';
import { useSay } from '../language/language.ts';
import { useTicket } from './ticket-query.ts';

const route = getRouteApi('/framed/tiket/$code');

export function Ticket() {
  const say = useSay();
  const { code } = route.useParams();
  const { ticket, lost } = useTicket(code);
  return (
    <Page narrow title={say('Tiket Anda', 'Your ticket')}>
      <Shown of={ticket}>
        {(shown) => (
          <div className="stack">
            {lost && (
              <div className="note warn" role="status">
                {say('Terputus – kami menyambung lagi.', 'Disconnected – reconnecting.')}
              </div>
            )}
            <TicketCard ticket={shown} />
            {shown.surveyUrl ? (
              <section className="note good">
                <strong>{say('Terima kasih sudah berkunjung', 'Thank you for your visit')}</strong>
                <p>
                  {say(
                    'Bagaimana layanan kami? Cukup 20 detik.',
                    'How was our service? It takes 20 seconds.',
                  )}
                </p>
                <div>
                  <ButtonLink to="/tiket/$code/penilaian" params={{ code }}>
                    {say('Beri penilaian', 'Rate the service')}
                  </ButtonLink>
                </div>
              </section>
            ) : (
              <section className="row card no-print" style={{ gap: '1.5rem', flexWrap: 'wrap' }}>
                <QrCode
                  text={window.location.href}
                  alt={say('Kode QR halaman tiket ini', 'QR code of this ticket page')}
                />
                <div className="stack" style={{ gap: '0.6rem', flex: '1 1 220px' }}>
                  <strong>{say('Bawa tiket di ponsel', 'Take it on your phone')}</strong>
                  <p className="soft small">
                    {say(
                      'Pindai kode ini; halaman berubah sendiri saat Anda dipanggil. Tidak perlu akun.',
                      'Scan this code; the page changes by itself when you are called. No account needed.',
                    )}
                  </p>
                  <div>
                    <Button variant="default" onClick={() => window.print()}>
                      {say('Cetak tiket', 'Print the ticket')}
                    </Button>
                  </div>
                  <div>
                    <ButtonLink to="/tiket/$code/permintaan" params={{ code }} variant="default">
                      {say('Minta softcopy', 'Ask for a softcopy')}
                    </ButtonLink>
                  </div>
                </div>
              </section>
            )}
          </div>
        )}
      </Shown>
    </Page>
  );
}
