CREATE TABLE `agenda` (
	`workspace` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL,
	`send_at` integer NOT NULL,
	`parked` text
);
--> statement-breakpoint
CREATE INDEX `agenda_by_due` ON `agenda` (`due_at`);--> statement-breakpoint
CREATE TABLE `asks` (
	`workspace` text NOT NULL,
	`message` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`person` text NOT NULL,
	`asked_on` text NOT NULL,
	`asked_at` integer NOT NULL,
	`outcome` text NOT NULL,
	`outcome_at` integer,
	`until` text,
	`words` text,
	PRIMARY KEY(`workspace`, `message`, `position`)
);
--> statement-breakpoint
CREATE INDEX `asks_by_outcome` ON `asks` (`workspace`,`outcome`);--> statement-breakpoint
CREATE INDEX `asks_by_time` ON `asks` (`workspace`,`asked_at`);--> statement-breakpoint
CREATE TABLE `changes` (
	`workspace` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`entity` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text,
	`before` text,
	`after` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`workspace`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `changes_by_use_case` ON `changes` (`workspace`,`use_case`,`seq`);--> statement-breakpoint
CREATE INDEX `changes_by_at` ON `changes` (`workspace`,`at`);--> statement-breakpoint
CREATE TABLE `check_ins` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text NOT NULL,
	`week` text NOT NULL,
	`intended` integer NOT NULL,
	`daily` integer NOT NULL,
	`weekly` integer NOT NULL,
	`not_at_all` integer NOT NULL,
	`result` text NOT NULL,
	`by` text NOT NULL,
	`on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `decisions` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`category` text NOT NULL,
	`status` text NOT NULL,
	`choice` text NOT NULL,
	`vendor` text,
	`details` text,
	`rationale` text NOT NULL,
	`alternatives` text NOT NULL,
	`link` text,
	`proposed_on` text NOT NULL,
	`proposed_by` text NOT NULL,
	`decided_on` text,
	`decided_by` text,
	`superseded_by` text,
	`withdrawn` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`workspace` text NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `key`)
);
--> statement-breakpoint
CREATE INDEX `deliveries_by_at` ON `deliveries` (`at`);--> statement-breakpoint
CREATE TABLE `digests` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`channel` text NOT NULL,
	`weekday` integer NOT NULL,
	`time` text NOT NULL,
	`time_zone` text NOT NULL,
	`chosen_by` text NOT NULL,
	`chosen_at` integer NOT NULL,
	`stopped` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `evaluations` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`category` text,
	`use_case` text,
	`tools` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_on` text NOT NULL,
	`decide_by` text NOT NULL,
	`closed` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `evidence` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text NOT NULL,
	`details` text NOT NULL,
	`confirmed_by` text NOT NULL,
	`confirmed_at` integer NOT NULL,
	`confirmed_on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `holidays` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`day` text NOT NULL,
	`name` text NOT NULL,
	`time_zone` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `intake_tokens` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text NOT NULL,
	`hash` text NOT NULL,
	`issued_on` text NOT NULL,
	`issued_by` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `messages` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`recipient` text NOT NULL,
	`day` text NOT NULL,
	`planned_at` integer NOT NULL,
	`status` text NOT NULL,
	`ready_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`doubt_since` integer,
	`tries` integer NOT NULL,
	`channel` text,
	`ts` text,
	`sent_at` integer,
	`seen_at` integer,
	`text` text,
	`reason` text,
	`redraw_at` integer,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE INDEX `messages_ready` ON `messages` (`status`,`workspace`,`ready_at`);--> statement-breakpoint
CREATE INDEX `messages_stale` ON `messages` (`status`,`redraw_at`);--> statement-breakpoint
CREATE INDEX `messages_by_time` ON `messages` (`workspace`,`planned_at`);--> statement-breakpoint
CREATE INDEX `messages_by_place` ON `messages` (`workspace`,`ts`);--> statement-breakpoint
CREATE INDEX `messages_by_recipient` ON `messages` (`workspace`,`recipient`,`planned_at`);--> statement-breakpoint
CREATE TABLE `mutes` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`person` text NOT NULL,
	`kind` text NOT NULL,
	`on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `operators` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`person` text NOT NULL,
	`named_on` text NOT NULL,
	`named_by` text NOT NULL,
	`accepted` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `people` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`active` integer NOT NULL,
	`time_zone` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `pulses` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text NOT NULL,
	`week` text NOT NULL,
	`answers` integer NOT NULL,
	`sum` integer NOT NULL,
	`answered` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `reviews` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`quarter` text NOT NULL,
	`held_on` text NOT NULL,
	`attendees` text NOT NULL,
	`outcome` text NOT NULL,
	`by` text NOT NULL,
	`on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `roi` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text NOT NULL,
	`phase` text NOT NULL,
	`inputs` text NOT NULL,
	`measured` text NOT NULL,
	`quoted` text NOT NULL,
	`overhead_percent` real NOT NULL,
	`by` text NOT NULL,
	`on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `rollout_plans` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text NOT NULL,
	`session_on` text,
	`session_attendees` integer NOT NULL,
	`optional_until` text,
	`fear_addressed_at` text NOT NULL,
	`ai_does` text NOT NULL,
	`people_do` text NOT NULL,
	`adoption_measured_by` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`time_zone` text NOT NULL,
	`leads` text NOT NULL,
	`reading` text NOT NULL,
	`currency` text NOT NULL,
	`working_days` text NOT NULL,
	`opened_on` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `use_cases` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`purpose` text NOT NULL,
	`team` text NOT NULL,
	`owner` text NOT NULL,
	`members` text NOT NULL,
	`intended_users` integer NOT NULL,
	`data` text NOT NULL,
	`autonomy` text NOT NULL,
	`retrieval` integer NOT NULL,
	`vendors` text NOT NULL,
	`stack` text NOT NULL,
	`go_live_planned_on` text,
	`last_reviewed_on` text,
	`why_new` text,
	`life` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `vendors` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`dpa` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `waivers` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`use_case` text NOT NULL,
	`subject` text NOT NULL,
	`reason` text NOT NULL,
	`approved_by` text NOT NULL,
	`from` text NOT NULL,
	`until` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
