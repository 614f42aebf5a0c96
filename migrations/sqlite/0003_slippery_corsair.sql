CREATE TABLE `rotations` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`rotated_on` text NOT NULL,
	`by` text NOT NULL,
	`on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
ALTER TABLE `use_cases` ADD `other_vendors` text;--> statement-breakpoint
ALTER TABLE `vendors` ADD `aliases` text DEFAULT '[]' NOT NULL;