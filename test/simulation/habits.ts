/** How a person reacts to reminders. */
export interface Habit {
  /** The weights of the possible answers, relative to each other. */
  readonly does: number;
  readonly snoozes: number;
  readonly notMine: number;
  readonly mutes: number;
  readonly words: number;
  readonly never: number;
  /** The longest time before the answer, in days. */
  readonly days: number;
}
