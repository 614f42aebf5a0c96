/**
 * Loaded before the app: moves the date by as many milliseconds as MOVED_BY says and, from then on, as the parent
 * process sends. Timers go on as they are, as when somebody sets the clock of a computer. Only the schedule's next round
 * comes sooner than in the 15 seconds that it waits: after TICK_EVERY milliseconds, or two seconds.
 */
let movedBy = Number(process.env.MOVED_BY ?? 0);
process.on('message', (milliseconds) => {
  if (typeof milliseconds !== 'number') return;
  movedBy = milliseconds;
  process.send?.('moved');
});
process.channel?.unref();

const RealDate = Date;
class MovedDate extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [MovedDate.now()] : given));
  }
  static now() {
    return RealDate.now() + movedBy;
  }
}
globalThis.Date = MovedDate;

const waits = 15_000;
const sooner = Number(process.env.TICK_EVERY ?? 2_000);
const setRealTimeout = setTimeout;
globalThis.setTimeout = (work, milliseconds, ...given) =>
  setRealTimeout(work, milliseconds === waits ? sooner : milliseconds, ...given);
