"""The pages about textmend, and what draws and checks them."""
