"""What the learner did and knows: a store on disk, the schedule of reviews, and the figures drawn from them."""
