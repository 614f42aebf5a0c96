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
