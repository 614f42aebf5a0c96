CREATE TABLE `audit_tokens` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text NOT NULL,
	`hash` text NOT NULL,
	`issued_on` text NOT NULL,
	`issued_by` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `audit_trails` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text NOT NULL,
	`since` text NOT NULL,
	`silent_since` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
DROP INDEX `stream_entries_by_at`;--> statement-breakpoint
ALTER TABLE `stream_entries` ADD `label` text;--> statement-breakpoint
CREATE INDEX `stream_entries_by_time` ON `stream_entries` (`workspace`,`stream`,`at`,`label`);