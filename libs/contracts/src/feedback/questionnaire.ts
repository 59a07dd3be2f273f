/** Indonesian, then English. */
type Words = readonly [string, string];

interface Question {
  readonly name: Words;
  readonly question: Words;
  /** From the lowest score, 1, to the highest, 4. */
  readonly answers: readonly [Words, Words, Words, Words];
}

/**
 * The nine elements of the public satisfaction survey, by name because their printed order differs.
 *
 * Plain data without a schema library, so that the browser client can carry it. Source: annex of
 * PermenPANRB 14/2017; the wording is not yet checked against an official copy.
 */
export const questionnaire = questions({
  requirements: {
    name: ['Persyaratan', 'Requirements'],
    question: [
      'Apakah persyaratan layanan sesuai dengan jenis layanannya?',
      'Do the requirements fit the service?',
    ],
    answers: [
      ['Tidak sesuai', 'They do not fit'],
      ['Kurang sesuai', 'They hardly fit'],
      ['Sesuai', 'They fit'],
      ['Sangat sesuai', 'They fit very well'],
    ],
  },
  procedure: {
    name: ['Prosedur', 'Procedure'],
    question: ['Apakah prosedur layanan mudah?', 'Is the procedure easy?'],
    answers: [
      ['Tidak mudah', 'Not easy'],
      ['Kurang mudah', 'Hardly easy'],
      ['Mudah', 'Easy'],
      ['Sangat mudah', 'Very easy'],
    ],
  },
  time: {
    name: ['Waktu layanan', 'Time'],
    question: ['Apakah layanan diberikan dengan cepat?', 'Was the service quick?'],
    answers: [
      ['Tidak cepat', 'Not quick'],
      ['Kurang cepat', 'Hardly quick'],
      ['Cepat', 'Quick'],
      ['Sangat cepat', 'Very quick'],
    ],
  },
  fee: {
    name: ['Biaya', 'Fee'],
    question: ['Bagaimana biaya layanan ini?', 'What about the fee?'],
    answers: [
      ['Sangat mahal', 'Very expensive'],
      ['Cukup mahal', 'Rather expensive'],
      ['Murah', 'Cheap'],
      ['Gratis', 'Free of charge'],
    ],
  },
  product: {
    name: ['Hasil layanan', 'Product'],
    question: [
      'Apakah hasil layanan sesuai dengan standar pelayanan?',
      'Is what you got as the service standard promises?',
    ],
    answers: [
      ['Tidak sesuai', 'It is not'],
      ['Kurang sesuai', 'Hardly'],
      ['Sesuai', 'It is'],
      ['Sangat sesuai', 'Very much so'],
    ],
  },
  competence: {
    name: ['Kemampuan petugas', 'Competence of staff'],
    question: ['Apakah petugas mampu melayani Anda?', 'Is the staff competent?'],
    answers: [
      ['Tidak mampu', 'Not competent'],
      ['Kurang mampu', 'Hardly competent'],
      ['Mampu', 'Competent'],
      ['Sangat mampu', 'Very competent'],
    ],
  },
  behaviour: {
    name: ['Sikap petugas', 'Behaviour of staff'],
    question: ['Apakah petugas sopan dan ramah?', 'Is the staff polite and friendly?'],
    answers: [
      ['Tidak sopan dan ramah', 'Not polite or friendly'],
      ['Kurang sopan dan ramah', 'Hardly polite and friendly'],
      ['Sopan dan ramah', 'Polite and friendly'],
      ['Sangat sopan dan ramah', 'Very polite and friendly'],
    ],
  },
  facilities: {
    name: ['Sarana dan prasarana', 'Facilities'],
    question: ['Bagaimana sarana dan prasarana kami?', 'How are our facilities?'],
    answers: [
      ['Buruk', 'Poor'],
      ['Cukup', 'Fair'],
      ['Baik', 'Good'],
      ['Sangat baik', 'Very good'],
    ],
  },
  complaints: {
    name: ['Penanganan pengaduan', 'Handling of complaints'],
    question: [
      'Bagaimana pengaduan, saran, dan masukan ditangani?',
      'How are complaints and suggestions handled?',
    ],
    answers: [
      ['Tidak ada', 'Not at all'],
      ['Ada, tetapi tidak berfungsi', 'There is a way, but it does not work'],
      ['Berfungsi, kurang maksimal', 'It works, but could be better'],
      ['Dikelola dengan baik', 'They are well handled'],
    ],
  },
});

/** What the classes of the index are called. Source: PermenPANRB 14/2017. */
export const gradeWords: Readonly<Record<'A' | 'B' | 'C' | 'D', Words>> = {
  A: ['Sangat baik', 'Very good'],
  B: ['Baik', 'Good'],
  C: ['Kurang baik', 'Rather poor'],
  D: ['Tidak baik', 'Poor'],
};

function questions<Element extends string>(
  of: Readonly<Record<Element, Question>>,
): Readonly<Record<Element, Question>> {
  return of;
}
