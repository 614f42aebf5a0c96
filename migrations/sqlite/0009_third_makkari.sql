CREATE TABLE `erasures` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`subject` text NOT NULL,
	`ordered_by` text NOT NULL,
	`on` text NOT NULL,
	`reason` text NOT NULL,
	`changes` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
ALTER TABLE `changes` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `changes` ADD `salt` text;--> statement-breakpoint
ALTER TABLE `changes` ADD `erasure` text;--> statement-breakpoint
ALTER TABLE `changes` ADD `before_hash` text;--> statement-breakpoint
ALTER TABLE `changes` ADD `after_hash` text;