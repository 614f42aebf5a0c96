CREATE TABLE `review_meetings` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`quarter` text NOT NULL,
	`day` text NOT NULL,
	`time` text NOT NULL,
	`time_zone` text NOT NULL,
	`attendees` text NOT NULL,
	`sequence` integer NOT NULL,
	`agenda` text NOT NULL,
	`cancelled` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
