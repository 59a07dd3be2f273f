import { clipsOf, sentenceOf, type Call } from './spoken.ts';

const CHIME_SECONDS = 0.9;
/** Between the number and the place, so that both are understood. */
const PAUSE_SECONDS = 0.25;
/** A speech engine that reports nothing must not hold up the next call. */
const LONGEST_CALL_MS = 15_000;

type Places = Readonly<Record<string, readonly [start: number, length: number]>>;
interface Clips {
  readonly sound: AudioBuffer;
  readonly places: Places;
}

/** Says one call at a time: two tones, then the browser's Indonesian voice or our own clips. */
export class Announcer {
  private readonly audio = new AudioContext();
  private clips: Promise<Clips | undefined> | undefined;

  constructor() {
    // Some browsers know their voices only after they were asked for them once.
    globalThis.speechSynthesis?.getVoices();
    if (indonesianVoice() === undefined) {
      this.clips = this.load();
    }
  }

  /** False until somebody has pressed something: a browser's rule for sound. */
  get audible(): boolean {
    return this.audio.state === 'running';
  }

  /** To be called while a press is handled, or on a device whose browser is set to allow sound. */
  async unlock(): Promise<void> {
    await Promise.race([this.audio.resume(), seconds(0.5)]);
  }

  async close(): Promise<void> {
    globalThis.speechSynthesis?.cancel();
    await this.audio.close();
  }

  /** Resolves when the call has been said, or as far as this browser can. */
  async say(call: Call): Promise<void> {
    chime(this.audio);
    await seconds(CHIME_SECONDS);
    const voice = indonesianVoice();
    if (voice !== undefined && (await spoke(sentenceOf(call), voice))) {
      return;
    }
    await this.play(call);
  }

  private async play(call: Call): Promise<void> {
    const clips = await (this.clips ??= this.load());
    if (clips === undefined) {
      this.clips = undefined;
      return;
    }
    const { number, place } = clipsOf(call);
    let at = this.audio.currentTime + 0.05;
    for (const part of [number, place]) {
      for (const name of part) {
        const [start, length] = clips.places[name] ?? [0, 0];
        const source = this.audio.createBufferSource();
        source.buffer = clips.sound;
        source.connect(this.audio.destination);
        // A breath more than the word itself: its end is soft.
        source.start(at, start, length + 0.04);
        at += length + 0.06;
      }
      at += PAUSE_SECONDS;
    }
    await seconds(at - this.audio.currentTime);
  }

  /** Fetched before they are needed: a call may come while the network is away. */
  private async load(): Promise<Clips | undefined> {
    try {
      const [sound, places] = await Promise.all([
        fetch('/suara/panggilan.mp3').then((answer) => answer.arrayBuffer()),
        fetch('/suara/panggilan.json').then((answer) => answer.json() as Promise<Places>),
      ]);
      return { sound: await this.audio.decodeAudioData(sound), places };
    } catch {
      // Without them the tones and the screen still call; the next call tries again.
      return undefined;
    }
  }
}

function indonesianVoice(): SpeechSynthesisVoice | undefined {
  return globalThis.speechSynthesis?.getVoices().find(({ lang }) => /^(id|in)([-_]|$)/i.test(lang));
}

/** True when the engine said it to the end. */
function spoke(sentence: string, voice: SpeechSynthesisVoice): Promise<boolean> {
  const utterance = new SpeechSynthesisUtterance(sentence);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 0.9;
  return Promise.race([
    new Promise<boolean>((tell) => {
      utterance.onend = () => tell(true);
      utterance.onerror = () => tell(false);
      speechSynthesis.speak(utterance);
    }),
    seconds(LONGEST_CALL_MS / 1_000).then(() => true),
  ]);
}

/** Two soft tones, made here so that no sound file has to be loaded. */
function chime(context: AudioContext): void {
  for (const [index, pitch] of [660, 880].entries()) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const at = context.currentTime + index * 0.28;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.6);
  }
}

const seconds = (time: number) =>
  new Promise<void>((tell) => {
    setTimeout(tell, time * 1_000);
  });
