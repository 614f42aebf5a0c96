CREATE TABLE `stream_entries` (
	`workspace` text NOT NULL,
	`stream` text NOT NULL,
	`position` integer NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`body` text,
	`removal` text,
	`hash` text,
	PRIMARY KEY(`workspace`, `stream`, `position`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stream_entries_by_key` ON `stream_entries` (`workspace`,`stream`,`key`);--> statement-breakpoint
CREATE INDEX `stream_entries_by_at` ON `stream_entries` (`workspace`,`stream`,`at`);--> statement-breakpoint
CREATE TABLE `stream_heads` (
	`workspace` text NOT NULL,
	`stream` text NOT NULL,
	`chained` integer NOT NULL,
	`position` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`hash` text,
	`removed_up_to` integer NOT NULL,
	`removed_hash` text,
	PRIMARY KEY(`workspace`, `stream`)
);
