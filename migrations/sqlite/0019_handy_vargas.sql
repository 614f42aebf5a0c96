CREATE TABLE `model_versions` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text NOT NULL,
	`model` text NOT NULL,
	`version` text NOT NULL,
	`from` text NOT NULL,
	`source` text NOT NULL,
	`by` text NOT NULL,
	`on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `model_retirements` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`model` text NOT NULL,
	`version` text,
	`ends_on` text NOT NULL,
	`announcement` text NOT NULL,
	`by` text NOT NULL,
	`on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `costs` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`use_case` text NOT NULL,
	`month` text NOT NULL,
	`amount` real NOT NULL,
	`tokens` integer,
	`calls` integer,
	`source` text NOT NULL,
	`by` text NOT NULL,
	`on` text NOT NULL,
	`confirmed` text,
	PRIMARY KEY(`workspace`, `id`)
);
