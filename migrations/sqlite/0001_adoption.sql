CREATE TABLE `evaluations` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`category` text,
	`use_case` text,
	`tools` text NOT NULL,
	`opened_on` text NOT NULL,
	`decide_by` text NOT NULL,
	`closed` text,
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
